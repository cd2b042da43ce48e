import type { Row } from '../state.ts'

const over: readonly unknown[] = ['COMPLETED', 'CANCELED', 'FAILED', 'EXPIRED']

/** Whether a bulk operation is still at work, and counts towards those at once. */
export const isActive = ({ status }: Row): boolean => !over.includes(status)
