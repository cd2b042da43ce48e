import { gscEmulator } from './gsc-emulator.ts'

export default gscEmulator()
