import type { Route } from '../router.ts'

export const organization: readonly Route[] = []
