import { window } from './window.ts'

/**
 * The kinds of buckets in Lua: what `memory` has in its meters, on hashes. It stands before each script of the limits.
 * Numbers are stored with all their digits, since Lua writes only 14 by itself; a reply of numbers is one of texts,
 * since Redis cuts off their fractions.
 */
export const meters = `
local tolerance = 1e-6
local minute = 60000
local day = 86400000
local longest = 40 * day
local exactEntries = 100

local function text(number)
  if number == math.huge then return 'inf' end
  return string.format('%.17g', number)
end

local function clock(given)
  if given ~= '' then return tonumber(given) end
  local time = redis.call('TIME')
  return time[1] * 1000 + time[2] / 1000
end

local function expire(key, after, hasFacts)
  local ttl = math.max(after, hasFacts and day or minute)
  redis.call('PEXPIRE', key, string.format('%.0f', math.ceil(math.min(ttl, longest))))
end

local function bucket(key, now, capacity, refill)
  local fields = redis.call('HMGET', key, 'level', 'at', 'capacity', 'refill')
  local learnedCapacity, learnedRefill = tonumber(fields[3]), tonumber(fields[4])
  local self = { capacity = learnedCapacity or tonumber(capacity), refill = learnedRefill or tonumber(refill) }
  local elapsed = math.max(0, now - (tonumber(fields[2]) or now))
  local level = (tonumber(fields[1]) or self.capacity) + elapsed * self.refill / 1000

  function self.left() return math.min(self.capacity, level) end
  local function untilLevel(wanted)
    local missing = wanted - self.left()
    if missing <= tolerance then return 0 end
    if self.refill <= 0 then return math.huge end
    return math.ceil(missing / self.refill * 1000 - tolerance)
  end
  function self.fullIn() return untilLevel(self.capacity) end
  function self.wait(cost)
    if cost > self.capacity + tolerance then return math.huge end
    return untilLevel(cost)
  end
  local function save()
    redis.call('HSET', key, 'level', text(level), 'at', text(now))
    expire(key, self.fullIn(), learnedCapacity or learnedRefill)
  end
  function self.take(amount)
    level = self.left() - amount
    save()
  end
  self.settle = self.take
  function self.learn(left, newCapacity, newRefill)
    level = self.left()
    if newCapacity then
      learnedCapacity, self.capacity = newCapacity, newCapacity
      redis.call('HSET', key, 'capacity', text(newCapacity))
    end
    if newRefill then
      learnedRefill, self.refill = newRefill, newRefill
      redis.call('HSET', key, 'refill', text(newRefill))
    end
    level = math.min(self.capacity, left or level)
    save()
  end
  return self
end

${window}
local function period(key, now, amount, endsAt, name)
  endsAt = tonumber(endsAt)
  local fields = redis.call('HMGET', key, 'period', 'endsAt', 'used', 'capacity')
  local learned = tonumber(fields[4])
  local self = { capacity = learned or tonumber(amount), refill = 0 }
  local used = tonumber(fields[3]) or 0
  local knownEnd, hasTurned = tonumber(fields[2]) or endsAt, false
  if fields[1] and fields[1] ~= name then
    if endsAt >= knownEnd then
      used, hasTurned = 0, true
    else
      name, endsAt = fields[1], knownEnd
    end
  end
  local function untilEnd() return math.max(1, math.ceil(endsAt - now)) end
  local function save()
    redis.call('HSET', key, 'period', name, 'endsAt', text(endsAt), 'used', text(used))
    expire(key, untilEnd() + minute, learned)
  end

  function self.left() return self.capacity - used end
  function self.fullIn() return used > 0 and untilEnd() or 0 end
  function self.wait(cost)
    if cost > self.capacity + tolerance then return math.huge end
    return untilEnd()
  end
  function self.take(taken)
    used = used + taken
    save()
  end
  function self.settle(cost) self.take(math.max(cost, -used)) end
  function self.learn(left, newCapacity)
    if newCapacity then
      learned, self.capacity = newCapacity, newCapacity
      redis.call('HSET', key, 'capacity', text(newCapacity))
    end
    if left then used = math.max(0, self.capacity - left) end
    save()
  end
  if hasTurned then save() end
  return self
end

local function concurrency(key, now, amount, holdFor)
  local self = { capacity = tonumber(amount), refill = 0 }
  local holds, sum, lastEnd = {}, 0, now
  local fields = redis.call('HGETALL', key)
  for index = 1, #fields, 2 do
    local count, ends = string.match(fields[index + 1], '(%S+) (%S+)')
    count, ends = tonumber(count), tonumber(ends)
    if now >= ends then
      redis.call('HDEL', key, fields[index])
    else
      holds[fields[index]] = { count = count, ends = ends }
      sum = sum + count
      lastEnd = math.max(lastEnd, ends)
    end
  end

  function self.left(holder)
    local own = holder and holds[holder]
    return self.capacity - sum + (own and own.count or 0)
  end
  function self.fullIn() return math.ceil(lastEnd - now) end
  function self.wait(cost)
    if cost > self.capacity + tolerance then return math.huge end
    local inOrder = {}
    for _, hold in pairs(holds) do table.insert(inOrder, hold) end
    table.sort(inOrder, function(one, other) return one.ends < other.ends end)
    local missing = cost - self.left()
    for _, hold in ipairs(inOrder) do
      missing = missing - hold.count
      if missing <= tolerance then return math.ceil(hold.ends - now) end
    end
    return 0
  end
  function self.release(holder)
    if not holds[holder] then return end
    sum = sum - holds[holder].count
    holds[holder] = nil
    redis.call('HDEL', key, holder)
  end
  function self.take(taken, holder)
    self.release(holder)
    if taken <= 0 then return end
    local ends = now + tonumber(holdFor)
    lastEnd = math.max(lastEnd, ends)
    sum = sum + taken
    redis.call('HSET', key, holder, text(taken) .. ' ' .. text(ends))
    expire(key, self.fullIn())
  end
  function self.settle() end
  function self.learn() end
  return self
end

local kinds = { bucket = bucket, window = window, period = period, concurrency = concurrency }
`
