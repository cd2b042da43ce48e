import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Emulator, EmulatorAnswer, EmulatorRequest } from '@patchbay/contract/emulator'
import { control, controlPrefix } from './control.ts'
import { drip, send, toWire } from './deliver.ts'
import { FaultList, type Fault } from './fault.ts'
import { Journal, type JournalEntry } from './journal.ts'

export interface EmulatorHostOptions {
  /** Default: 0, a free port. */
  readonly port?: number
  /** Default: 127.0.0.1. */
  readonly host?: string
  /** The emulator's clock. Default: the system's. */
  readonly now?: () => number
}

/** A running emulator. */
export interface EmulatorHost {
  readonly emulator: Emulator
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string
  readonly journal: readonly JournalEntry[]
  readonly inject: (fault: Fault) => void
  readonly clearFaults: () => void
  /** Seeded state, no faults, empty journal. */
  reset(): void
  close(): Promise<void>
}

/** Serves an emulator on a port of its own. */
export async function startEmulator(
  emulator: Emulator,
  options: EmulatorHostOptions = {},
): Promise<EmulatorHost> {
  const { port = 0, host = '127.0.0.1', now = Date.now } = options
  const faults = new FaultList()
  const journal = new Journal()
  // After a reset it is seeded when it is first asked for, as of the reset: many tests reset more often than they ask.
  let resetAt: number | undefined
  const tools = { now: () => resetAt ?? now() }
  let state: { readonly now: unknown } | undefined = { now: emulator.seed(tools) }
  const ask = async (request: EmulatorRequest): Promise<EmulatorAnswer> => {
    state ??= { now: emulator.seed(tools) }
    resetAt = undefined
    return emulator.answer(request, state.now, tools)
  }

  const reset = (): void => {
    state = undefined
    resetAt = now()
    faults.clear()
    journal.clear()
  }

  const strike = async (
    fault: Fault,
    request: EmulatorRequest,
    response: ServerResponse,
  ): Promise<EmulatorAnswer | undefined> => {
    switch (fault.kind) {
      case 'status':
        return {
          status: fault.status ?? 500,
          headers: fault.headers ?? {},
          body: fault.body ?? { error: 'injected fault' },
        }
      case 'failure': {
        const answer = emulator.failures[fault.failure ?? 'unavailable']
        return (
          answer ?? { status: 501, body: { error: `this emulator declares no failure "${fault.failure}"` } }
        )
      }
      case 'hang':
        return undefined
      case 'reset':
        response.socket?.resetAndDestroy()
        return undefined
      case 'drip':
        await drip(response, toWire(await ask(request)), fault.delay ?? 1_000)
        return undefined
      case 'malformed': {
        const whole = toWire(await ask(request))
        send(response, { ...whole, body: whole.body.subarray(0, Math.floor(whole.body.length / 2)) })
        return undefined
      }
      case 'latency':
        await sleep(fault.delay ?? 1_000, undefined, { ref: false })
        return ask(request)
    }
  }

  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(message)
    if (request.path.startsWith(controlPrefix)) {
      send(response, toWire(control(request, { title: emulator.title, faults, journal, reset })))
      return
    }
    const { method, path, query, headers, body } = request
    const entry: JournalEntry = {
      at: now(),
      method,
      path,
      query: query.toString(),
      headers,
      body,
      status: undefined,
      aborted: false,
    }
    journal.record(entry)
    response.once('close', () => {
      entry.aborted = !response.writableFinished
      if (response.headersSent) entry.status = response.statusCode
    })
    const fault = faults.strike(method, path)
    const answer = fault === undefined ? await ask(request) : await strike(fault, request, response)
    if (answer !== undefined && !response.destroyed) send(response, toWire(answer))
  }

  const server = createServer((message, response) => {
    serve(message, response).catch((error: unknown) => {
      // A fault of the emulator itself must not look like one of the vendor's.
      if (!response.headersSent)
        send(response, toWire({ status: 599, body: { emulatorFault: String(error) } }))
      else response.destroy()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })

  return {
    emulator,
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    get journal() {
      return journal.entries
    },
    inject: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    reset,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function readRequest(message: IncomingMessage): Promise<EmulatorRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  const { pathname, searchParams } = new URL(message.url ?? '/', 'http://emulator')
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
  const bytes = Buffer.concat(chunks)
  return {
    method: message.method ?? 'GET',
    path: pathname,
    query: searchParams,
    headers,
    body: bytes.toString('utf8'),
    bytes,
  }
}
