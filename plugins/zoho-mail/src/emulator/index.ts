import { zohoEmulator } from './zoho-emulator.ts'

export default zohoEmulator()
