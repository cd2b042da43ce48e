import { LRUCache } from 'lru-cache'
import type { SecretPlace } from './vault.ts'
import { roomFor } from '../shared-state/room-for.ts'

/** The newest version that this instance has seen of each place: an older one has been put back by somebody else. */
export interface VersionFloors {
  of(place: SecretPlace): number
  raise(place: SecretPlace, version: number): void
}

/** Remembers the places used last. */
export function createVersionFloors(most: number): VersionFloors {
  const floors = new LRUCache<string, number>(roomFor(most))
  const keyOf = ({ tenant, record, purpose }: SecretPlace): string =>
    JSON.stringify([tenant, record, purpose])
  const of = (place: SecretPlace): number => floors.get(keyOf(place)) ?? 0
  return {
    of,
    raise: (place, version) => void floors.set(keyOf(place), Math.max(of(place), version)),
  }
}
