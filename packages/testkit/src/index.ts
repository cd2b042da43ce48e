export { acceptance, type AcceptanceOptions } from './acceptance/acceptance.ts'
export { startEmulator, type EmulatorHost, type JournalEntry } from '@patchbay/emulator'
