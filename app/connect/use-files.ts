/** The files that somebody dropped, each with its worker: read at once, loaded one after the other. */
import { useCallback, useEffect, useReducer, useRef } from 'react'
import { keepNames } from './local-names.ts'
import type { HomeClock } from './message-counts.ts'
import type { Answers, Contents, FromWorker, ToWorker } from './protocol.ts'

export type FileState =
  | { is: 'reading'; share: number; events: number }
  | { is: 'foreign'; what: string }
  | { is: 'unreadable' }
  | { is: 'looked'; contents: Contents }
  | { is: 'queued'; contents: Contents }
  | { is: 'loading'; contents: Contents; sent: number; isWaiting: boolean; import: string | null }
  | { is: 'counting'; contents: Contents; import: string }
  | { is: 'loaded'; contents: Contents; import: string; is_known: boolean }
  | { is: 'refused'; contents: Contents; status: number; error: string }

export interface DroppedFile {
  id: number
  file: File
  answers: Answers
  state: FileState
}

type Change =
  | { is: 'dropped'; files: DroppedFile[] }
  | { is: 'removed'; id: number }
  | { is: 'answered'; id: number; answers: Answers }
  | { is: 'state'; id: number; state: FileState }
  | { is: 'told'; id: number; told: FromWorker }
  | { is: 'load_all' }

function changed(files: readonly DroppedFile[], change: Change): DroppedFile[] {
  const of = (id: number, act: (one: DroppedFile) => DroppedFile) =>
    files.map((one) => (one.id === id ? act(one) : one))
  switch (change.is) {
    case 'dropped':
      return [...files, ...change.files]
    case 'removed':
      return files.filter(({ id }) => id !== change.id)
    case 'answered':
      return of(change.id, (one) => ({ ...one, answers: change.answers }))
    case 'state':
      return of(change.id, (one) => ({ ...one, state: change.state }))
    case 'told':
      return of(change.id, (one) => ({ ...one, state: stateAfter(one, change.told) }))
    case 'load_all':
      return files.map((one) => (isReady(one) ? { ...one, state: { ...one.state, is: 'queued' } } : one))
  }
}

/** Read, and with something to load in it. */
export function isReady(one: DroppedFile): one is DroppedFile & { state: FileState & { is: 'looked' } } {
  return one.state.is === 'looked' && one.state.contents.events > 0
}

/** However they were dropped: homes before what happens in them. Of two alike the one that was dropped first. */
export function nextToLoad(files: readonly DroppedFile[]): DroppedFile | undefined {
  const placeOf = ({ state }: DroppedFile) => ('contents' in state ? state.contents.place : 0)
  return files
    .filter(({ state }) => state.is === 'queued')
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .at(0)
}

function stateAfter({ file, state }: DroppedFile, told: FromWorker): FileState {
  const contents = 'contents' in state ? state.contents : null
  switch (told.is) {
    case 'read':
      return { is: 'reading', share: told.bytes / Math.max(1, file.size), events: told.events }
    case 'looked':
      return { is: 'looked', contents: told.contents }
    case 'foreign':
      return { is: 'foreign', what: told.what }
    case 'unreadable':
      return { is: 'unreadable' }
    case 'loaded':
      return contents === null ? state : { ...told, contents }
    case 'refused':
      return contents === null ? state : { ...told, contents }
    case 'counting':
      return contents === null ? state : { ...told, contents }
    case 'begun':
      return state.is === 'loading' ? { ...state, import: told.import } : state
    case 'sent':
      return state.is === 'loading' ? { ...state, sent: told.events, isWaiting: false } : state
    case 'names':
      return state
    case 'waiting':
      return state.is === 'loading' ? { ...state, isWaiting: true } : state
  }
}

let dropped = 0

interface Uses {
  answersFor: (file: File) => Answers
  clock: HomeClock
  /** told once no file is left to load, with the last import */
  onLoaded: (name: string) => void
}

export function useFiles({ answersFor, clock, onLoaded }: Uses) {
  const [files, change] = useReducer(changed, [])
  const workers = useRef(new Map<number, Worker>())

  const stop = useCallback((id: number) => {
    workers.current.get(id)?.terminate()
    workers.current.delete(id)
  }, [])

  const start = useCallback(
    (id: number, what: ToWorker) => {
      stop(id)
      const worker = new Worker(new URL('./read.worker.ts', import.meta.url), { type: 'module' })
      workers.current.set(id, worker)
      worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
        if (data.is === 'names') keepNames(data.names)
        else change({ is: 'told', id, told: data })
        if (ENDS.has(data.is)) stop(id)
      })
      worker.addEventListener('error', () => {
        change({ is: 'told', id, told: { is: 'unreadable' } })
        stop(id)
      })
      worker.postMessage(what)
    },
    [stop],
  )

  const look = ({ id, file }: Pick<DroppedFile, 'id' | 'file'>, answers: Answers) => {
    change({ is: 'state', id, state: { is: 'reading', share: 0, events: 0 } })
    start(id, { is: 'look', file, answers, clock })
  }

  // one after the other
  const next = files.some(({ state }) => state.is === 'loading' || state.is === 'counting')
    ? undefined
    : nextToLoad(files)
  useEffect(() => {
    if (next?.state.is !== 'queued') return
    const { id, file, answers, state } = next
    const { contents } = state
    change({ is: 'state', id, state: { is: 'loading', contents, sent: 0, isWaiting: false, import: null } })
    start(id, { is: 'load', file, answers, contents })
  }, [next, start])

  const last = files.findLast(({ state }) => state.is === 'loaded')
  const isLoading = files.some(({ state }) => BUSY.has(state.is))
  const done = !isLoading && last?.state.is === 'loaded' ? last.state.import : null
  useEffect(() => {
    if (done !== null) onLoaded(done)
  }, [done, onLoaded])

  useEffect(() => {
    const all = workers.current
    return () => {
      for (const worker of all.values()) worker.terminate()
    }
  }, [])

  return {
    files,
    isLoading,
    add: (list: Iterable<File>) => {
      const more = [...list].map((file): DroppedFile => ({
        id: dropped++,
        file,
        answers: answersFor(file),
        state: { is: 'reading', share: 0, events: 0 },
      }))
      change({ is: 'dropped', files: more })
      for (const one of more) look(one, one.answers)
    },
    /** What was said of a file, which is read again where that makes it another. */
    answer: (one: DroppedFile, answers: Answers) => {
      change({ is: 'answered', id: one.id, answers })
      const { timezone, date_order } = one.answers
      const hasLocalTimes = one.state.is !== 'looked' || one.state.contents.local_zone !== null
      if (answers.date_order !== date_order || (hasLocalTimes && answers.timezone !== timezone))
        look(one, answers)
    },
    again: (one: DroppedFile) => {
      look(one, one.answers)
    },
    /** Leaves a file out; what of it was loaded by now is taken back. */
    remove: ({ id, state }: DroppedFile) => {
      stop(id)
      change({ is: 'removed', id })
      if (state.is === 'loading' && state.import !== null)
        void fetch(`/connect/imports/${state.import}/cancel`, { method: 'POST', keepalive: true })
    },
    loadAll: () => {
      change({ is: 'load_all' })
    },
  }
}

const ENDS: ReadonlySet<FromWorker['is']> = new Set(['looked', 'foreign', 'unreadable', 'loaded', 'refused'])
const BUSY: ReadonlySet<FileState['is']> = new Set(['queued', 'loading', 'counting'])
