import { mirror } from '../../mirror/src/mirror.ts'

/** The same connector in the same version, with another definition. */
export default mirror('Asks the vendor for the token, which it says back. Tokens of others are welcome.')
