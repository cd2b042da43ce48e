import { join } from 'node:path'
import { readWorkspace } from '../src/workspace.ts'

/** This repository, as it is on disk. */
export const realWorkspace = readWorkspace(join(import.meta.dirname, '../../..'))
