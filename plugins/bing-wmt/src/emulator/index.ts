import { bingEmulator } from './bing-emulator.ts'

export default bingEmulator()
