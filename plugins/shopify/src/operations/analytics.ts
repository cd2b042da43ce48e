import { group } from '../building/group.ts'
import { annotations } from './analytics-annotations.ts'

export const analytics = group('analytics', { ...annotations })
