import type { Database, Store } from '../../store/store.ts'
import type { Suspicion } from '../safety/suspicious-definition.ts'
import { judgeTool, safetyRules, type PinState } from './judge-tool.ts'
import type { PinMode } from './pin-mode.ts'
import {
  claimVersion,
  insertPins,
  readPins,
  readVersionBefore,
  versionKey,
  type StoredPins,
  type ToolVersion,
} from './pin-rows.ts'
import type { ToolFingerprint } from './tool-fingerprint.ts'

/** A tool of this process, and how to look for texts in it that are meant to deceive. */
export interface Candidate extends ToolFingerprint {
  readonly suspicions: () => readonly Suspicion[]
}

/** What a new version of a connector has brought. */
export interface VersionNews extends ToolVersion {
  /** Ids of operations. */
  readonly changed: readonly string[]
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

export interface Settled {
  readonly states: ReadonlyMap<Candidate, PinState>
  readonly pins: StoredPins
  /** Versions that were seen for the first time, by this process. */
  readonly news: readonly VersionNews[]
  /** Definitions that changed under their version, and were taken as they are now because the mode is `warn`. */
  readonly taken: readonly Candidate[]
}

/**
 * Compares the tools of this process with what is pinned, and pins what is seen for the first time. One of several
 * processes that see a version first at once pins it; the others compare with that.
 */
export async function settlePins(
  store: Store,
  mode: PinMode,
  candidates: readonly Candidate[],
  now: () => number,
): Promise<Settled> {
  const versions = versionsOf(candidates)
  const judge = (pins: StoredPins, firstSeen: ReadonlySet<string>) => {
    const states = new Map<Candidate, PinState>()
    const unpinned: Candidate[] = []
    const taken: Candidate[] = []
    for (const candidate of candidates) {
      const own = pins.of(candidate)
      const isVersionKnown = pins.isVersionKnown(candidate) && !firstSeen.has(versionKey(candidate))
      const state = judgeTool({ ...candidate, pins: own, isVersionKnown })
      const isTaken = mode === 'warn' && (state === 'changed' || state === 'added')
      states.set(candidate, isTaken ? 'trusted' : state)
      if (isTaken) taken.push(candidate)
      const pin = own.find(({ digest }) => digest === candidate.digest)
      if (isTaken || (state === 'trusted' && !isUpToDate(pin))) unpinned.push(candidate)
    }
    return { states, unpinned, taken }
  }

  const pins = await readPins(store.database, versions)
  const { states, unpinned } = judge(pins, new Set())
  if (unpinned.length === 0 && versions.every((version) => pins.isVersionKnown(version))) {
    return { states, pins, news: [], taken: [] }
  }
  return store.transaction(async (database) => {
    const at = new Date(now())
    const first: ToolVersion[] = []
    for (const version of versions) {
      if (!pins.isVersionKnown(version) && (await claimVersion(database, version, at))) first.push(version)
    }
    const latest = await readPins(database, versions)
    const judged = judge(latest, new Set(first.map(versionKey)))
    const news = await Promise.all(first.map((version) => newsOf(database, version, candidates, versions)))
    await insertPins(database, judged.unpinned.map(toFingerprint), at)
    return { ...judged, pins: await readPins(database, versions), news }
  })
}

const isUpToDate = (pin: ReturnType<StoredPins['of']>[number] | undefined): boolean =>
  pin !== undefined && (pin.approvedBy !== undefined || pin.rules >= safetyRules)

const toFingerprint = ({
  connector,
  version,
  operation,
  definition,
  digest,
}: Candidate): ToolFingerprint => ({
  connector,
  version,
  operation,
  definition,
  digest,
})

const versionsOf = (candidates: readonly Candidate[]): readonly ToolVersion[] => [
  ...new Map(
    candidates.map(({ connector, version }) => [versionKey({ connector, version }), { connector, version }]),
  ).values(),
]

async function newsOf(
  database: Database,
  { connector, version }: ToolVersion,
  candidates: readonly Candidate[],
  versions: readonly ToolVersion[],
): Promise<VersionNews> {
  const loaded = versions.filter((one) => one.connector === connector).map((one) => one.version)
  const before = await readVersionBefore(database, connector, loaded)
  const own = candidates.filter((one) => one.connector === connector && one.version === version)
  const ids = (tools: readonly Candidate[]): string[] => tools.map(({ operation }) => operation)
  return {
    connector,
    version,
    changed: ids(own.filter(({ operation, digest }) => (before?.get(operation) ?? digest) !== digest)),
    added: before === undefined ? [] : ids(own.filter(({ operation }) => !before.has(operation))),
    removed: [...(before?.keys() ?? [])].filter((id) => !own.some(({ operation }) => operation === id)),
  }
}
