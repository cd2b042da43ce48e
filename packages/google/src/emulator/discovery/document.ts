/** A type as Google's discovery documents state it. */
export interface DiscoverySchema {
  readonly type?: string
  readonly format?: string
  readonly enum?: readonly string[]
  readonly $ref?: string
  readonly items?: DiscoverySchema
  readonly properties?: Readonly<Record<string, DiscoverySchema>>
  readonly additionalProperties?: DiscoverySchema
  readonly readOnly?: boolean
}

export interface DiscoveryParameter extends DiscoverySchema {
  readonly location: string
  readonly required?: boolean
  readonly repeated?: boolean
  readonly pattern?: string
}

export interface DiscoveryMethod {
  readonly id: string
  readonly httpMethod: string
  /** A template such as `v1beta/{+property}:runReport`. */
  readonly path: string
  readonly parameters: Readonly<Record<string, DiscoveryParameter>>
  /** Name of the schema of its body. */
  readonly request?: string
  /** Any of which is enough; none where the method asks for no token. */
  readonly scopes: readonly string[]
}

/** What emulators need of a discovery document, as `scripts/trim-discovery.ts` writes it. */
export interface DiscoveryDocument {
  readonly name: string
  readonly version: string
  readonly methods: readonly DiscoveryMethod[]
  readonly schemas: Readonly<Record<string, DiscoverySchema>>
}
