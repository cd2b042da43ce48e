import type { Route } from '../router.ts'

export const streams: readonly Route[] = []
