-- ARGV: ttl in milliseconds ('' for none), thread id, then what dump.lua returned ('' for a missing key)
redis.call('UNLINK', unpack(KEYS))
for i, key in ipairs(KEYS) do
  if ARGV[i + 2] ~= '' then redis.call('RESTORE', key, 0, ARGV[i + 2]) end
end
redis.call('HDEL', KEYS[THREAD], 'listed')
touch(ARGV[2], ARGV[1])
return 1
