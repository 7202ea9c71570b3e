# Starts the installed application and waits for its window; then ends it. Its exit code tells whether the window came.
ml-health &
application=$!
timeout 60 xdotool search --sync --onlyvisible --name "Machine Learning for Healthcare" >/dev/null
came=$?
kill "$application"
wait "$application"
exit "$came"
