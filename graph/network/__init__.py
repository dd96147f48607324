"""One answer each to who is an actor, what is a tie, who is a member, what held on a day. Never a judgement."""
