/** A failure that a person can mend: its message is one line that says what happened and what to do. */
export class PlainError extends Error {
  override name = 'PlainError'
}

/** A command or a request that was not well formed: exit status 2, HTTP 400. */
export class UsageError extends PlainError {
  override name = 'UsageError'
}

/** A statement that the database refused or could not carry out. `code` is ClickHouse's number, null where none came. */
export class DatabaseError extends Error {
  override name = 'DatabaseError'
  constructor(
    message: string,
    readonly code: number | null,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }

  /** Whether the same statement may succeed later: network, time-outs, limits, a full queue of parts. */
  get retriable(): boolean {
    return this.code === null || RETRIABLE_CODES.has(this.code)
  }
}

// Socket and time-out errors, too many queries or parts, memory, replicas not ready, read-only tables.
const RETRIABLE_CODES = new Set([3, 107, 159, 164, 202, 203, 209, 210, 241, 242, 252, 285, 319, 425, 999])

/** It is done, but what came can't be counted before somebody says who or where it was. */
export class LeftToPlace extends PlainError {}
