export { startEmulator, type EmulatorHost, type EmulatorHostOptions } from './emulator-host.ts'
export { Fault } from './fault.ts'
export type { JournalEntry } from './journal.ts'
