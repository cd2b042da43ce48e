import { mirror } from './mirror.ts'

export default mirror('Asks the vendor for the token, which it says back.')
