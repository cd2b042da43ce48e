/**
 * The version of this contract. A connector's manifest names the range it was written for
 * (`"patchbay": { "contract": "1" }` in package.json), and the runtime checks that range before it imports
 * anything of the package.
 */
export const contractVersion = '1.0.0'
