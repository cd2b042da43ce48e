import type { Deadline } from '../calls/deadline.ts'
import type { EgressPolicy } from '../connections/egress-policy.ts'
import { Attempt, type AttemptOptions } from './attempt.ts'
import { guardedConnector, internet, openConnector, type Network } from './guarded-connector.ts'
import { Lane } from './lane.ts'
import { AttemptFailed, type WireAnswer, type WireRequest } from './wire.ts'

export interface TransportOptions extends AttemptOptions {
  /** Origins that may lead to any address; every other one must be https to a public address. */
  readonly egress: EgressPolicy
  /** Default: the system's resolver, and the addresses of the open internet. */
  readonly network?: Network
  /** Milliseconds. */
  readonly connectTimeout: number
  readonly socketsPerOrigin: number
  /** Most requests that wait for a socket to one origin. */
  readonly queuePerOrigin: number
}

/** How busy the way to one origin is. */
export interface LaneLoad {
  readonly origin: string
  /** Sockets with a request on them, or not closed yet. */
  readonly held: number
  readonly waiting: number
}

// Of all headers of an answer together.
const maxHeaderBytes = 16_384

/** Sends single attempts over pooled, kept-alive sockets. */
export interface Transport {
  /** Rejects with `AttemptFailed`. */
  send(request: WireRequest, deadline: Deadline): Promise<WireAnswer>
  loads(): readonly LaneLoad[]
  close(): Promise<void>
}

export function createTransport(options: TransportOptions): Transport {
  const lanes = new Map<string, Lane>()
  const { egress, connectTimeout, network = internet } = options
  const bounds = { capacity: options.socketsPerOrigin, queue: options.queuePerOrigin }

  const laneTo = (origin: string): Lane => {
    let lane = lanes.get(origin)
    if (lane === undefined) {
      lane = new Lane(origin, bounds, {
        connect: egress.allows(origin)
          ? openConnector(connectTimeout, network)
          : guardedConnector(origin, connectTimeout, network),
        maxHeaderSize: maxHeaderBytes,
        // Time is kept by the attempt itself, whose one timer covers every phase; undici's timers tick in seconds.
        headersTimeout: 0,
        bodyTimeout: 0,
      })
      lanes.set(origin, lane)
    }
    return lane
  }

  const dispatch = (
    lane: Lane,
    { method, path, headers: own, body, trace }: WireRequest,
    deadline: Deadline,
  ): Promise<WireAnswer> =>
    new Promise((resolve, reject) => {
      const headers = trace === undefined ? own : { ...own, ...trace }
      const attempt = new Attempt(lane, options, deadline, resolve, reject)
      lane.pool.dispatch({ method, path, headers, body }, attempt)
    })

  return {
    send(request, deadline) {
      if (deadline.reason !== undefined) return Promise.reject(new AttemptFailed(deadline.reason, false))
      const lane = laneTo(request.origin)
      const place = lane.bulkhead.take(deadline)
      return place === undefined
        ? dispatch(lane, request, deadline)
        : place.then(() => dispatch(lane, request, deadline))
    },
    loads: () =>
      Array.from(lanes, ([origin, { bulkhead }]) => ({
        origin,
        held: bulkhead.held,
        waiting: bulkhead.waiting,
      })),
    async close() {
      await Promise.all([...lanes.values()].map(({ pool }) => pool.destroy()))
    },
  }
}
