# 安澜 Anlan. `make help` lists what there is.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PORT ?= 8000
DATA_DIR ?= $(CURDIR)/var
export PORT DATA_DIR
PYTHON := .venv/bin/python

.PHONY: help run test test-fast check bench lock styles messages pictures

help: ## 列出所有命令
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

run: ## 从头到可用：安装、建库、安澜县示范数据，网址 http://localhost:8000（PORT=… DATA_DIR=… 另起一份）
	@deploy/bootstrap run
	@exec $(PYTHON) -m portal.operations.start

test: ## 全部检查与测试（SQLite、PostgreSQL、浏览器）
	@deploy/bootstrap test
	@$(PYTHON) tests/suite.py all

test-fast: ## 改代码时用：只跑单元和 SQLite 上的快测试
	@deploy/bootstrap test
	@$(PYTHON) tests/suite.py fast

check: ## ruff、mypy、导入方向、模板、迁移、界面文字
	@deploy/bootstrap test
	@$(PYTHON) tests/suite.py check

bench: ## 基准：每种页面的 CPU、查询数和字节数，以同一次运行里的空白 Wagtail 页面为 1
	@deploy/bootstrap test
	@$(PYTHON) tests/suite.py bench

styles: ## 由 themes/styles 生成样式表
	@$(PYTHON) manage.py build_styles

pictures: ## 重截 docs/images 里的画面，用一个临时的安澜县
	@$(PYTHON) tests/pictures.py

messages: ## 编译 themes/locale 里手写的译文（Django、Wagtail 等的英文）
	@cd themes && ../$(PYTHON) ../manage.py compilemessages

lock: ## 由 requirements*.txt 重做带哈希的锁
	@$(PYTHON) -m piptools compile -q --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options -o requirements.lock requirements.txt
	@$(PYTHON) -m piptools compile -q --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options -o requirements-dev.lock requirements-dev.txt
