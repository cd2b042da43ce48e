import { createMemoryState } from './memory/create-memory-state.ts'
import type { SharedState } from './shared-state.ts'

/** Opens the state that the instances share. */
export function openSharedState(): SharedState {
  return createMemoryState()
}
