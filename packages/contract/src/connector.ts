import type { TObject, TSchema } from '@sinclair/typebox'
import type { Emulator } from './emulator.ts'
import type { Objectives } from './objectives.ts'
import type { Operation, Stability } from './operation.ts'
import type { Prompt } from './prompt.ts'
import type { Resources } from './resource.ts'
import type { StreamOperation } from './stream.ts'
import type { Vendor } from './vendor.ts'
import { contractVersion } from './version.ts'

// The schemas of the operations differ, so a record of them can only be typed by what they share: their vendor.
// `run` and `stream` are declared as methods, which keeps operations of any input assignable here.
type OperationsOf<V extends Vendor> = Readonly<
  Record<string, Operation<V, TObject, TSchema> | StreamOperation<V, TObject, TSchema>>
>

/** Where an operation's answer names scopes. */
export interface GrantedScopes {
  readonly operation: string
  readonly list: string
  readonly field: string
}

/** A connector: everything that the runtime needs to know about one vendor. Its version is its package's. */
export interface ConnectorDefinition<
  V extends Vendor = Vendor,
  Operations extends OperationsOf<V> = OperationsOf<V>,
> {
  /** In kebab-case; the name in URLs and MCP tools. */
  readonly id: string
  readonly title: string
  readonly description: string
  readonly stability: Stability
  readonly vendor: V
  /** By `noun.verb`. */
  readonly operations: Operations
  /** The read, callable with an empty input, whose success proves that a connection works. */
  readonly check: keyof Operations & string
  /**
   * What lists the scopes that the vendor has granted, for credentials that no token endpoint gives and so tells about:
   * a read, callable with an empty input, the field of its answer with the list, and the field of an item with the
   * scope. It is asked when a connection is checked. Default: the scopes of such connections are not known.
   */
  readonly grantedScopes?: GrantedScopes
  /** What those who call it can count on. Default: what the runtime promises of every connector. */
  readonly objectives?: Objectives
  /** By name, in kebab-case: tasks that people start agents with. */
  readonly prompts?: Readonly<Record<string, Prompt<TObject>>>
  /** Documents that agents and people may read. */
  readonly resources?: Resources
  /** The vendor's stand-in over HTTP, for mock mode and tests. */
  readonly emulator?: () => Promise<{ readonly default: Emulator }>
}

export interface Connector<
  V extends Vendor = Vendor,
  Operations extends OperationsOf<V> = OperationsOf<V>,
> extends Omit<ConnectorDefinition<V, Operations>, 'check'> {
  /** The contract that the connector was built with. First thing that the runtime reads. */
  readonly contractVersion: string
  readonly check: string
}

/** Defines a connector: the default export of its package. */
export function defineConnector<V extends Vendor, Operations extends OperationsOf<V>>(
  definition: ConnectorDefinition<V, Operations>,
): Connector<V, Operations> {
  return Object.freeze({ contractVersion, ...definition })
}
