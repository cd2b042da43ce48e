import { acceptance } from '@patchbay/testkit'

await acceptance(new URL('..', import.meta.url))
