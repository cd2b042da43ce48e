import { acceptance } from '@patchbay/testkit'

// The suite on a connector that is as it should be. What it must refuse is in the other tests of this folder.
await acceptance(new URL('fixtures/echo', import.meta.url))
