type Plural = `${string}_${'few' | 'many'}`

/** The same keys as in Russian, whose plurals have two forms more. */
export type Same<T> = {
  [K in keyof T as K extends Plural ? never : K]: T[K] extends string ? string : Same<T[K]>
}
