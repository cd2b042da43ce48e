import { meters } from './meters.ts'

/** How many arguments each key has, after the clock as the first one of all: see `argumentsOf`. */
const perKey = `
local width = 7
local function meterOf(index)
  local at = 2 + (index - 1) * width
  return kinds[ARGV[at]](KEYS[index], now, ARGV[at + 4], ARGV[at + 5], ARGV[at + 6]),
    tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), ARGV[at + 3]
end
`

const begin = `${meters}
local now = clock(ARGV[1])
${perKey}`

/** Each takes any number of keys of one scope, with seven arguments for each. */
export const limitScripts = {
  limitAcquire: `${begin}
local taken, opened, holders, refusal = {}, {}, {}, nil
for index = 1, #KEYS do
  local meter, cost, upTo, holder = meterOf(index)
  local left = meter.left(holder)
  if cost > 0 and left < cost - tolerance then
    local wait = meter.wait(cost)
    if not refusal or wait > refusal.wait then refusal = { take = index - 1, left = left, wait = wait } end
  end
  taken[index], opened[index], holders[index] = math.max(cost, math.min(upTo, left)), meter, holder
end
if refusal then return { 'no', refusal.take, text(refusal.left), text(refusal.wait) } end
local reply = { 'yes' }
for index, meter in ipairs(opened) do
  meter.take(taken[index], holders[index])
  table.insert(reply, text(taken[index]))
  table.insert(reply, text(meter.left()))
end
return reply`,

  limitSettle: `${begin}
for index = 1, #KEYS do
  local meter, cost = meterOf(index)
  meter.settle(cost)
end`,

  limitRelease: `${begin}
for index = 1, #KEYS do
  local meter, _, _, holder = meterOf(index)
  meter.release(holder)
end`,

  limitLevels: `${begin}
local reply = {}
for index = 1, #KEYS do
  local meter = meterOf(index)
  for _, number in ipairs({ meter.left(), meter.capacity, meter.refill, meter.fullIn() }) do
    table.insert(reply, text(number))
  end
end
return reply`,

  // What the vendor says stands after the arguments of the one key.
  limitLearn: `${begin}
local meter = meterOf(1)
meter.learn(tonumber(ARGV[9]), tonumber(ARGV[10]), tonumber(ARGV[11]))`,
} as const
