"""The house: one room for each thing that coaches talk about; knows no HTTP."""
