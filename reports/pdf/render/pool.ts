import { availableParallelism } from 'node:os'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { PlainError } from '#sql/db/errors.ts'
import { projectFile } from '#sql/paths.ts'
import type { Job, Outcome } from './job.ts'

/** A thread a core: the operating system keeps the web server alive beside them. More only cost memory. */
const MOST_WORKERS = Math.min(4, availableParallelism())
/** A thread that nobody needs ends, and gives its memory back. */
const IDLE_MS = 30_000
/** A thousand cases take some seconds; what takes longer will never end. */
const LIMIT_MS = 60_000

interface Waiting extends Omit<Job, 'id'> {
  resolve: (pdf: Buffer) => void
  reject: (error: Error) => void
}

/** Threads that draw reports: started when one is asked for, each with one report at a time, ended when idle. */
class Pool {
  private readonly waiting: Waiting[] = []
  private readonly idle = new Map<Worker, NodeJS.Timeout>()
  private readonly busy = new Set<Worker>()
  private last_id = 0

  draw(job: Omit<Job, 'id'>): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ ...job, resolve, reject })
      this.next()
    })
  }

  private next() {
    const [job] = this.waiting
    if (job === undefined) return
    const worker = this.free()
    if (worker === undefined) return
    this.waiting.shift()
    this.run(worker, job)
  }

  private free(): Worker | undefined {
    for (const [worker, timer] of this.idle) {
      clearTimeout(timer)
      this.idle.delete(worker)
      return worker
    }
    if (this.busy.size >= MOST_WORKERS) return undefined
    return new Worker(pathToFileURL(projectFile('reports', 'pdf', 'render', 'worker.mjs')))
  }

  private run(worker: Worker, { contents, options, resolve, reject }: Waiting) {
    this.busy.add(worker)
    worker.ref()
    const id = ++this.last_id
    const done = (isAlive: boolean) => {
      clearTimeout(limit)
      worker.off('message', answer).off('error', broke).off('exit', ended)
      this.busy.delete(worker)
      if (isAlive) this.rest(worker)
      else void worker.terminate()
      this.next()
    }
    const fail = (error: Error) => {
      done(false)
      reject(error)
    }
    const answer = (outcome: Outcome) => {
      if (outcome.id !== id) return
      done(true)
      if ('pdf' in outcome) resolve(Buffer.from(outcome.pdf.buffer))
      else reject(errorOf(outcome))
    }
    const broke = (error: unknown) => {
      fail(error instanceof Error ? error : new Error(String(error)))
    }
    const ended = (code: number) => {
      fail(new Error(`The thread that draws reports ended with ${code}`))
    }
    const limit = setTimeout(() => {
      fail(new Error(`The report was not drawn within ${LIMIT_MS / 1000} seconds`))
    }, LIMIT_MS)
    worker.on('message', answer).on('error', broke).on('exit', ended)
    worker.postMessage({ id, contents, options } satisfies Job)
  }

  /** A resting thread does not keep the process from ending. */
  private rest(worker: Worker) {
    worker.unref()
    const timer = setTimeout(() => {
      this.idle.delete(worker)
      void worker.terminate()
    }, IDLE_MS)
    timer.unref()
    this.idle.set(worker, timer)
  }
}

function errorOf({ message, stack, isPlain }: Extract<Outcome, { message: string }>): Error {
  const error = isPlain ? new PlainError(message) : new Error(message)
  error.stack = stack
  return error
}

const pool = new Pool()

/** Draws in a thread of its own. */
export function drawApart(job: Omit<Job, 'id'>): Promise<Buffer> {
  return pool.draw(job)
}
