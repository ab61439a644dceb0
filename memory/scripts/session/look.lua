-- KEYS: the session, its turns, its messages. ARGV: number.
-- Returns the session, the turn and the message of that number; false for what is not there.
return {
  redis.call('HGET', KEYS[1], 'session'),
  redis.call('HGET', KEYS[2], ARGV[1]),
  redis.call('HGET', KEYS[3], ARGV[1]),
}
