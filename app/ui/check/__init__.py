"""The check page (回答の確認): all answers in reading order, with what falls short."""
