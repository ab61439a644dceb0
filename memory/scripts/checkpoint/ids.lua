-- ARGV: namespace ('' for all of them), upper bound ('' for none), most ('' for all)
local most = ARGV[3] ~= '' and tonumber(ARGV[3]) or -1
if ARGV[1] == '' then return redis.call('ZRANGE', KEYS[ORDER], 0, -1) end
local upper = ARGV[2] ~= '' and ARGV[2] or ARGV[1] .. '\255'
return redis.call('ZREVRANGEBYLEX', KEYS[ORDER], '(' .. upper, '[' .. ARGV[1], 'LIMIT', 0, most)
