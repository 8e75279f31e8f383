"""Language: sentences, sections, words, repair of what the web broke, all with exact offsets."""
