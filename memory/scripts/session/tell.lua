-- KEYS: the session, whether somebody watches, the stream. ARGV: name, value, how many to keep, milliseconds.
-- Adds an event where somebody watches; returns 0, and adds nothing, where nobody does or no such session is.
if redis.call('EXISTS', KEYS[1], KEYS[2]) < 2 then return 0 end
redis.call('XADD', KEYS[3], 'MAXLEN', '~', ARGV[3], '*', 'name', ARGV[1], 'value', ARGV[2])
redis.call('PEXPIRE', KEYS[3], ARGV[4])
return 1
