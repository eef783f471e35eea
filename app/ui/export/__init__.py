"""The export in three steps: 確認, 保存先, できあがり."""
