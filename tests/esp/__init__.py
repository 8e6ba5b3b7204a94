"""Tests of ESP: requests and answers, InviteToChat, field codes."""
