import { acceptance } from '@patchbay/testkit'

// Every fault on every operation takes seconds for each of them.
await acceptance(new URL('..', import.meta.url), { timeout: 900_000 })
