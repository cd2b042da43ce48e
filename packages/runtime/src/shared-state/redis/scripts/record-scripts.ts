/** Microseconds since 1970: a version, token or generation that is none before it, even after everything was wiped. */
export const nextToken = `
local function nextToken(last)
  local time = redis.call('TIME')
  local now = time[1] * 1000000 + time[2]
  return string.format('%.0f', math.max((tonumber(last) or 0) + 1, now))
end
`

/** Values and leases. Times to live are in milliseconds. */
export const recordScripts = {
  valueSet: `${nextToken}
local version = redis.call('HGET', KEYS[1], 'version')
if ARGV[3] ~= '' and (version or '0') ~= ARGV[3] then return false end
local nextVersion = nextToken(version)
redis.call('HSET', KEYS[1], 'value', ARGV[1], 'version', nextVersion)
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return nextVersion`,

  valueDelete: `
local version = redis.call('HGET', KEYS[1], 'version')
if not version or (ARGV[1] ~= '' and version ~= ARGV[1]) then return 0 end
return redis.call('DEL', KEYS[1])`,

  // The second key remembers the last token while nobody holds the lease, for clocks that are set back.
  leaseAcquire: `${nextToken}
local held = redis.call('HMGET', KEYS[1], 'owner', 'fencing')
if held[1] and held[1] ~= ARGV[1] then return false end
local fencing = held[2]
if not fencing then
  fencing = nextToken(redis.call('GET', KEYS[2]))
  redis.call('SET', KEYS[2], fencing, 'PX', 86400000)
  redis.call('HSET', KEYS[1], 'owner', ARGV[1], 'fencing', fencing)
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return fencing`,

  leaseRenew: `
if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])`,

  leaseRelease: `
if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`,
} as const
