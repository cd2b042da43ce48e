import { nextToken } from './record-scripts.ts'

/*
 * A tag that is not there gets a generation when it is first asked for. So a tag that was lost, be it by its age, by
 * eviction or by a wipe, never comes back in a generation that an entry could still have.
 */
const generations = `${nextToken}
local function keep(tag, atLeast)
  if redis.call('PTTL', tag) < tonumber(atLeast) then redis.call('PEXPIRE', tag, atLeast) end
end
local function renew(tag, last)
  local generation = nextToken(last)
  redis.call('SET', tag, generation, 'KEEPTTL')
  keep(tag, 172800000)
  return generation
end
`

/** Entries are hashes of bytes, the names of tags and their generations. */
export const cacheScripts = {
  cacheStamp: `${generations}
local stamp = {}
for index, tag in ipairs(KEYS) do
  local generation = redis.call('GET', tag)
  if generation then keep(tag, 86400000) else generation = renew(tag) end
  stamp[index] = generation
end
return stamp`,

  // The keys after the first are tags, whose generations stand after the bytes and the time to live.
  cacheSet: `${generations}
for index = 2, #KEYS do
  if redis.call('GET', KEYS[index]) ~= ARGV[index + 1] then return 0 end
end
for index = 2, #KEYS do keep(KEYS[index], ARGV[2]) end
redis.call('HSET', KEYS[1], 'bytes', ARGV[1], 'tags', table.concat(KEYS, '\\n', 2),
  'stamp', table.concat(ARGV, '\\n', 3))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1`,

  // Tags are read although they are not among the keys: they are of the entry's scope, thus in its slot.
  cacheGet: `
local entry = redis.call('HMGET', KEYS[1], 'bytes', 'tags', 'stamp')
if not entry[1] then return false end
local stamps = string.gmatch(entry[3], '[^\\n]+')
for tag in string.gmatch(entry[2], '[^\\n]+') do
  if redis.call('GET', tag) ~= stamps() then
    redis.call('UNLINK', KEYS[1])
    return false
  end
end
return entry[1]`,

  cacheDelete: `return redis.call('UNLINK', KEYS[1])`,

  cacheInvalidate: `${generations}
for _, tag in ipairs(KEYS) do renew(tag, redis.call('GET', tag)) end`,
} as const
