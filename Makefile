# Two commands, each setting up what is missing first:
#   make demo    builds, runs the whole loop on the sample web, says where to look
#   make test    runs every test
# and the set-up alone:
#   make setup   Zola into .masthead/tools, a font with Chinese glyphs

.PHONY: demo test setup

setup:
	@sh scripts/setup

demo: setup
	@sh scripts/timed "compiling" cargo build --quiet
	@target/debug/masthead demo

test:
	@sh scripts/setup test
	@cargo test --workspace --all-targets --quiet
