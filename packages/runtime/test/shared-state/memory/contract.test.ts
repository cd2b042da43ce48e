import t from 'tap'
import { createMemoryState } from '../../../src/shared-state/memory/create-memory-state.ts'
import { contract } from '../contract/whole.ts'

const state = createMemoryState()
contract(t, () => state)
t.teardown(() => state.close())
