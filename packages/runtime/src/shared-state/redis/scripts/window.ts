/** The sliding log in Lua: a hash with one field for each entry, from `begin` up to before `end`. */
export const window = `
local function window(key, now, amount, span)
  span = tonumber(span)
  local fields = redis.call('HMGET', key, 'begin', 'end', 'sum', 'capacity')
  local learned = tonumber(fields[4])
  local self = { capacity = learned or tonumber(amount), refill = 0 }
  local first, last, sum = tonumber(fields[1]) or 0, tonumber(fields[2]) or 0, tonumber(fields[3]) or 0

  local function entry(index)
    local begun, ended, count = string.match(redis.call('HGET', key, index), '(%S+) (%S+) (%S+)')
    return { begun = tonumber(begun), ended = tonumber(ended), count = tonumber(count) }
  end
  local function put(index, one)
    redis.call('HSET', key, index, text(one.begun) .. ' ' .. text(one.ended) .. ' ' .. text(one.count))
  end
  local function untilOver(one) return math.ceil(one.ended + span - now) end
  local function save()
    if first == last then sum = 0 end
    redis.call('HSET', key, 'begin', first, 'end', last, 'sum', text(sum))
    expire(key, self.fullIn(), learned)
  end
  local function dropFirst(one)
    sum = sum - one.count
    redis.call('HDEL', key, first)
    first = first + 1
  end

  function self.left() return self.capacity - sum end
  function self.fullIn()
    if first == last then return 0 end
    return untilOver(entry(last - 1))
  end
  function self.wait(cost)
    if cost > self.capacity + tolerance then return math.huge end
    local missing = cost - self.left()
    for index = first, last - 1 do
      local one = entry(index)
      missing = missing - one.count
      if missing <= tolerance then return untilOver(one) end
    end
    return 0
  end
  function self.take(taken)
    if taken ~= 0 then
      sum = sum + taken
      local newest = last > first and entry(last - 1)
      local nearby = last - first >= exactEntries and span / 100 or 0
      if newest and now - newest.begun <= nearby then
        newest.ended = math.max(newest.ended, now)
        newest.count = newest.count + taken
        put(last - 1, newest)
      else
        put(last, { begun = now, ended = now, count = taken })
        last = last + 1
      end
    end
    save()
  end
  function self.settle(cost)
    if cost >= 0 then return self.take(cost) end
    local rest = -cost
    while rest > 0 and first < last do
      local oldest = entry(first)
      if oldest.count <= rest then
        rest = rest - oldest.count
        dropFirst(oldest)
      else
        oldest.count = oldest.count - rest
        sum = sum - rest
        put(first, oldest)
        rest = 0
      end
    end
    save()
  end
  function self.learn(left, newCapacity)
    if newCapacity then
      learned, self.capacity = newCapacity, newCapacity
      redis.call('HSET', key, 'capacity', text(newCapacity))
    end
    self.settle(left and self.left() - left or 0)
  end

  local hasDropped = false
  while first < last do
    local oldest = entry(first)
    if now < oldest.ended + span then break end
    dropFirst(oldest)
    hasDropped = true
  end
  if hasDropped then save() end
  return self
end
`
