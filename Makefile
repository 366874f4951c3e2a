# Two commands, each setting up what is missing first:
#   make demo    builds, runs the whole loop on the sample web, says where to look
#   make test    runs every test

.PHONY: demo test

demo:
	@sh scripts/setup
	@sh scripts/timed "compiling" cargo build --quiet
	@target/debug/masthead demo

test:
	@sh scripts/setup test
	@cargo test --workspace --quiet
