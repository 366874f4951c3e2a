# Two commands, each setting up what is missing first:
#   make demo    builds, runs the whole loop on the sample web, says where to look
#   make test    runs every test
# and the set-up alone:
#   make setup   Zola into .masthead/tools, a font with Chinese glyphs

# And what measures the reading of pages and words (docs/reading.md), beside other libraries:
#   make compare DATA=../shared    pages and texts with known answers, by the scorers beside them
#   make growth                    how time grows from 10 KB to 10 MB
#   make race                      a crawl beside Scrapy's, on a generated web (docs/watching.md)
#   make hostile                   what hostile servers cost a crawl, from bombs to PDFs
#   make large                     commands that read the store, as it grows (docs/watching.md)
#   make fuzz SECONDS=60           hostile input, with a nightly compiler and cargo-fuzz

.PHONY: demo test setup compare growth race large hostile fuzz

setup:
	@sh scripts/setup

demo: setup
	@sh scripts/timed "compiling" cargo build --quiet
	@target/debug/masthead demo

test:
	@sh scripts/setup test
	@cargo test --workspace --all-targets --quiet

DATA = ../shared
compare:
	@python3 bench/compare.py $(DATA)

growth:
	@python3 bench/growth.py

race:
	@python3 bench/crawl.py

large:
	@python3 bench/large.py

hostile:
	@python3 bench/hostile.py

SECONDS = 60
fuzz:
	@fuzz/run $(SECONDS)
