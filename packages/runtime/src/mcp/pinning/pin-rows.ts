import type { Database } from '../../store/store.ts'
import { safetyRules, type Pin } from './judge-tool.ts'
import { definitionFormat, type ToolFingerprint } from './tool-fingerprint.ts'

/** Of a connector. */
export interface ToolVersion {
  readonly connector: string
  readonly version: string
}

/** What is stored about the tools of some versions. */
export interface StoredPins {
  isVersionKnown(version: ToolVersion): boolean
  /** The newest last. */
  of(tool: Pick<ToolFingerprint, 'connector' | 'version' | 'operation'>): readonly Pin[]
}

export const versionKey = ({ connector, version }: ToolVersion): string => `${connector}@${version}`
export const toolKey = ({
  connector,
  version,
  operation,
}: Pick<ToolFingerprint, 'connector' | 'version' | 'operation'>): string =>
  `${connector}@${version}/${operation}`

/** Texts are left out: they are only needed where something differs. */
export async function readPins(database: Database, versions: readonly ToolVersion[]): Promise<StoredPins> {
  const connectors = [...new Set(versions.map(({ connector }) => connector))]
  const known = new Set<string>()
  const pins = new Map<string, Pin[]>()
  if (connectors.length > 0) {
    const rows = await database
      .selectFrom('tool_versions')
      .leftJoin('tool_pins', (join) =>
        join
          .onRef('tool_pins.connector', '=', 'tool_versions.connector')
          .onRef('tool_pins.version', '=', 'tool_versions.version')
          .onRef('tool_pins.format', '=', 'tool_versions.format'),
      )
      .select([
        'tool_versions.connector',
        'tool_versions.version',
        'operation',
        'digest',
        'rules',
        'trusted_at',
        'approved_by',
      ])
      .where('tool_versions.format', '=', definitionFormat)
      .where('tool_versions.connector', 'in', connectors)
      .where('tool_versions.version', 'in', [...new Set(versions.map(({ version }) => version))])
      .orderBy('trusted_at')
      .execute()
    for (const { connector, version, operation, digest, rules, trusted_at, approved_by } of rows) {
      known.add(versionKey({ connector, version }))
      if (operation === null || digest === null || rules === null || trusted_at === null) continue
      const key = toolKey({ connector, version, operation })
      const pin = { digest, rules, trustedAt: trusted_at, approvedBy: approved_by ?? undefined }
      pins.set(key, [...(pins.get(key) ?? []), pin])
    }
  }
  return {
    isVersionKnown: (version) => known.has(versionKey(version)),
    of: (tool) => pins.get(toolKey(tool)) ?? [],
  }
}

/** Whether it was this transaction that has seen the version first. Another one that has is waited for. */
export async function claimVersion(
  database: Database,
  { connector, version }: ToolVersion,
  at: Date,
): Promise<boolean> {
  const row = await database
    .insertInto('tool_versions')
    .values({ connector, version, format: definitionFormat, first_seen_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('connector')
    .executeTakeFirst()
  return row !== undefined
}

// Postgres takes 65,535 parameters in a statement.
const batch = 200

/** Pins definitions that nobody has approved; again where they are pinned, by the rules of now. */
export async function insertPins(
  database: Database,
  tools: readonly ToolFingerprint[],
  at: Date,
): Promise<void> {
  for (let start = 0; start < tools.length; start += batch) {
    await database
      .insertInto('tool_pins')
      .values(
        tools.slice(start, start + batch).map((tool) => ({
          ...tool,
          format: definitionFormat,
          rules: safetyRules,
          trusted_at: at,
          approved_by: null,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['connector', 'version', 'format', 'operation', 'digest'])
          .doUpdateSet({ rules: safetyRules }),
      )
      .execute()
  }
}

/** Pins what somebody has approved. */
export async function approvePin(
  database: Database,
  tool: ToolFingerprint,
  approvedBy: string,
  at: Date,
): Promise<void> {
  const approval = { rules: safetyRules, trusted_at: at, approved_by: approvedBy }
  await database
    .insertInto('tool_pins')
    .values({ ...tool, format: definitionFormat, ...approval })
    .onConflict((conflict) =>
      conflict.columns(['connector', 'version', 'format', 'operation', 'digest']).doUpdateSet(approval),
    )
    .execute()
}

/** The definition of a pin, as canonical JSON. */
export async function readDefinition(
  database: Database,
  { connector, version, operation }: ToolFingerprint,
  digest: string,
): Promise<string | undefined> {
  const row = await database
    .selectFrom('tool_pins')
    .select('definition')
    .where('connector', '=', connector)
    .where('version', '=', version)
    .where('format', '=', definitionFormat)
    .where('operation', '=', operation)
    .where('digest', '=', digest)
    .executeTakeFirst()
  return row?.definition
}

/** The digests of a connector's version that was seen last, by operation; undefined where there is none beside the loaded ones. */
export async function readVersionBefore(
  database: Database,
  connector: string,
  loaded: readonly string[],
): Promise<ReadonlyMap<string, string> | undefined> {
  const before = await database
    .selectFrom('tool_versions')
    .select('version')
    .where('connector', '=', connector)
    .where('version', 'not in', loaded)
    .where('format', '=', definitionFormat)
    .orderBy('first_seen_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (before === undefined) return undefined
  const rows = await database
    .selectFrom('tool_pins')
    .select(['operation', 'digest'])
    .where('connector', '=', connector)
    .where('version', '=', before.version)
    .where('format', '=', definitionFormat)
    .orderBy('trusted_at')
    .execute()
  return new Map(rows.map(({ operation, digest }) => [operation, digest]))
}
