local dumped = {}
for i, key in ipairs(KEYS) do dumped[i] = redis.call('DUMP', key) end
return dumped
