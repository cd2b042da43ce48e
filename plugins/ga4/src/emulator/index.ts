import { ga4Emulator } from './ga4-emulator.ts'

export default ga4Emulator()
