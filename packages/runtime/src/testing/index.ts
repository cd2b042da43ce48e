/** For tests of what runs on Patchbay: stores that are there at once. Nothing of it belongs into a server. */
export { fillFolder } from './embedded-engines.ts'
export { openTestStore } from './open-test-store.ts'
