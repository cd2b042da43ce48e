import type { Settings } from '../configuration/settings.ts'

/** One thing that can be switched off and on while Patchbay runs. */
export interface FlagDefinition {
  readonly kind: 'boolean'
  readonly description: string
  /** What holds where no rule decides. */
  readonly defaultOf: (settings: Pick<Settings, 'enableMcp' | 'useMockData'>) => boolean
}

/** Every flag. A rule can only be about one of these. */
export const flagDefinitions = {
  calls: {
    kind: 'boolean',
    description: 'Whether operations may be called at all.',
    defaultOf: () => true,
  },
  writes: {
    kind: 'boolean',
    description: 'Whether operations that change something at a vendor may be called: all but reads.',
    defaultOf: () => true,
  },
  mcp: {
    kind: 'boolean',
    description: 'Whether operations are offered to agents through MCP. Default: ENABLE_MCP.',
    defaultOf: ({ enableMcp }) => enableMcp,
  },
  'mock-data': {
    kind: 'boolean',
    description:
      'Whether calls may be answered by the emulator of a vendor. Default: USE_MOCK_DATA, without which no emulator runs, whatever the flag says.',
    defaultOf: ({ useMockData }) => useMockData,
  },
} as const satisfies Record<string, FlagDefinition>

export type FlagKey = keyof typeof flagDefinitions

export const flagKeys = Object.keys(flagDefinitions) as readonly FlagKey[]

export const isFlagKey = (text: string): text is FlagKey => Object.hasOwn(flagDefinitions, text)
